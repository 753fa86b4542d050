/**
 * The v1 group API, {@code /v1/face/groups}: {@code v1-image-and-face-groups.md}, sections 2.1 to
 * 2.12, 2.14 and 2.15. Errors are {@code {"error": "<text>"}}.
 */
package org.facesearch.rest.group;
