"""What people leave behind: conversations, feedback, preferences, logins; a file of its own."""
