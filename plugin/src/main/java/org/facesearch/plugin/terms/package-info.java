/**
 * A page of the values that documents have in a keyword, each with the number of documents, in the
 * order of the values.
 *
 * <p>It walks the segments' sorted terms from where the page begins, and so takes as long as the
 * page is, however many documents there are. OpenSearch's own composite aggregation visits every
 * document for each page as soon as there is a query, and orders all values of the index anew after
 * each write.
 */
package org.facesearch.plugin.terms;
