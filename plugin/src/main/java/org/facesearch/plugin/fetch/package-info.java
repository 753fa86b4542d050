/**
 * What hits show: by default {@code _source} without the vectors, which are most of a document and
 * say nothing to a reader, nor photos that are kept beside them. They stay in what is stored, and
 * whoever asks for them, or copies documents, gets them.
 */
package org.facesearch.plugin.fetch;
