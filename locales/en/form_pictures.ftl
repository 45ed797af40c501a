# What is wrong with the pictures of a questionnaire. Read by whoever sent the file.

place = Only a note has a picture. Put it into a note before this question.
name = “{ $name }” is no name of a picture. Write the file's name without folders, ending in .png or .jpg.
missing = The picture “{ $name }” did not come with the questionnaire. There are: { $known }. Send the table and the pictures as one ZIP archive.
unnamed = Pictures that no row names: { $name }. Take them out of the archive, or write them into the column media::image.
kind = “{ $name }” is not a PNG or JPEG picture, though it is called so. Save it anew in an editor.
broken = The picture “{ $name }” is damaged. Save it anew in an editor.
large = The picture “{ $name }” is larger than { $limit } MB. Make it smaller.
sides = The picture “{ $name }” is too large or too long: width and height together up to { $sides } pixels, one at most { $stretched } times the other.
many = There are more than { $limit } pictures. Keep those that are needed most.
heavy = The pictures together are larger than { $limit } MB. Make them smaller.
