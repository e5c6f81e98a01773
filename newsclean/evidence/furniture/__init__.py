"""What surrounds the article on every page of a site: menus, footers, notices, share bars, sign-up boxes."""
