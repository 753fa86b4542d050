/**
 * How the models of {@code models} live in a node: where they lie, whose privileges they run with.
 */
package org.facesearch.plugin.inference;
