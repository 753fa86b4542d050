/**
 * The SophonMatch API: {@code picturesearch}, {@code PictureMatch} and {@code compare} under {@code
 * /SophonMatch/api/}. Paths, fields and types are those of its three documents; errors are {@code
 * {"error": {"code": 400, "message": "...", "status": "INVALID_ARGUMENT"}}} with the code as HTTP
 * status.
 */
package org.facesearch.rest.sophonmatch;
