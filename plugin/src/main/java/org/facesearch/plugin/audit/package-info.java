/**
 * The optional index of who searched for people: which group or FaceSet or the events, when, from
 * where, with how many pictures, faces and hits, and how it ended. Never a picture or a vector.
 */
package org.facesearch.plugin.audit;
