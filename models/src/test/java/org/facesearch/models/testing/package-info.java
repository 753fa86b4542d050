/** What the tests of several modules share: photographs, loaded models, a gallery in memory. */
package org.facesearch.models.testing;
