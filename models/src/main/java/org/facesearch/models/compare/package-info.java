/**
 * Comparing one group with another (v1 API, section 2.13, for groups of any kind): the rows that
 * come out, how far a comparison is, and what a store must be able to do that keeps the rows for
 * later. The store is the plugin's; tests bring one in memory.
 */
package org.facesearch.models.compare;
