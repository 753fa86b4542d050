/**
 * What operators see of a node: how often each call was made and how it ended, how long its stages
 * take, slow calls in the log, the memory of pictures and models in a circuit breaker.
 */
package org.facesearch.plugin.observe;
