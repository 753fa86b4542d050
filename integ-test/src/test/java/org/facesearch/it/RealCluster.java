package org.facesearch.it;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The test talks to the shared cluster of two nodes, handed to it as a parameter:
 *
 * <pre>{@code
 * @RealCluster
 * class SearchIT {
 *   @Test
 *   void finds(TestCluster cluster) throws Exception {
 *     assertEquals(200, cluster.http(0).get("/").status());
 *   }
 * }
 * }</pre>
 *
 * <p>The cluster is shared by all test classes: use names of your own for groups and indices.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SharedCluster.class)
public @interface RealCluster {}
