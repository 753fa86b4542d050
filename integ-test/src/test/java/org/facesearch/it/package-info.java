/**
 * Black-box tests: the zip of this build, installed in a real OpenSearch, spoken to over HTTP.
 *
 * <p>A test class says {@link org.facesearch.it.RealCluster} and takes the shared {@link
 * org.facesearch.it.TestCluster} as a parameter. The first such class starts it; it stops when the
 * test run ends. Tests that stop nodes or want other settings start a cluster of their own. Nothing
 * here may see a class of the plugin.
 */
package org.facesearch.it;
