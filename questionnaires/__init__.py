"""The built-in questionnaires: one XLSForm each, written as Markdown tables that methodists edit."""
