"""How it is browsed: the site, filters, and showing a figure. With pages, the only user of Streamlit."""
