export const PASSWORD_HINT = "At least 10 characters; a sentence is a good choice.";
