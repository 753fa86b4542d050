/**
 * Changing the model of an index, below {@code /_plugins/_face_search/reembed}: begun and resumed
 * as a task, told of, paused and forgotten from any node.
 */
package org.facesearch.rest.reembed;
