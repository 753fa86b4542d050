/** The settings of a node, {@code plugins.face_search.*}, as users know them. */
package org.facesearch.plugin.settings;
