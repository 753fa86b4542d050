/**
 * Giving an index vectors of another model: how a request becomes a plan by what the cluster has,
 * how documents are read in the order of their changes and written into a new index, how names are
 * swapped, and where it is kept how far that is.
 *
 * <p>Changes are told apart by their sequence numbers. Up to the global checkpoint of a shard
 * nothing is missing and nothing is ever taken back, so what is read up to there need not be read
 * again, whichever node is lost.
 */
package org.facesearch.plugin.reembed;
