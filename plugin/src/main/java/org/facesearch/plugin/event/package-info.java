/**
 * The log of events as indices: {@code face-events-<model id>-<yyyy.MM.dd>}, one for each UTC day
 * and each model, all behind the alias {@code face-events} and sorted by time on disk. Whoever
 * writes the first event of a day makes its index; one whose day has been over for longer than
 * events are kept is deleted whole.
 *
 * <p>An index of events is an ordinary one. Searches, aggregations, access rights and snapshots are
 * those of OpenSearch; its marker ({@link org.facesearch.plugin.event.EventSettings#MODEL}) is what
 * the plugin knows it by.
 */
package org.facesearch.plugin.event;
