/** Wires the Face++ API: its keys from the keystore, their rules from the settings. */
package org.facesearch.plugin.facepp;
