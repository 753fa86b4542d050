/**
 * The v1 group API, {@code /v1/face/groups}: {@code v1-image-and-face-groups.md}, sections 2.1 to
 * 2.15, and the pages of what 2.13 keeps. Errors are {@code {"error": "<text>"}}.
 */
package org.facesearch.rest.group;
