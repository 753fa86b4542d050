package org.facesearch.rest.facepp;

/**
 * What a key may do.
 *
 * @param trial whether it is a trial key, which may not use {@code face_rectangle}
 * @param queriesPerSecond calls that one node answers in a second; 0 for none
 * @param denied why it may not call at all, in the document's words; empty if it may
 */
public record KeyRules(boolean trial, int queriesPerSecond, String denied) {}
