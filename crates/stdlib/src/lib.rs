//! Native modules and the packed pure-Python library.
