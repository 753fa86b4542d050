/**
 * Model bundles: a directory with a {@code manifest.json} and the network it describes. A bundle is
 * trusted only if the file's SHA-256 is the manifest's.
 */
package org.facesearch.models.bundle;
