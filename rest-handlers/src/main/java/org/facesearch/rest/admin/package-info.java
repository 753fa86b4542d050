/**
 * The plugin's own calls about events and people, below {@code /_plugins/_face_search/}. Errors are
 * {@code {"error": "<text>"}}, as in the other calls there; what is unknown is a 404.
 */
package org.facesearch.rest.admin;
