/**
 * The v1 group API, {@code /v1/image/groups} and {@code /v1/face/groups}: {@code
 * v1-image-and-face-groups.md}, and the pages of what 2.13 keeps. One handler and one action serve
 * both kinds of groups; how these differ to a client is all in {@link
 * org.facesearch.rest.group.GroupShape}. Errors are {@code {"error": "<text>"}}.
 */
package org.facesearch.rest.group;
