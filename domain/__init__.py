"""What is true in a mentoring programme: rules and values, without input, output or any other of our packages."""
