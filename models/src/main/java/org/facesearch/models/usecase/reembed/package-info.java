/** The use cases of changing models: planning is the plugin's, since it is about indices. */
package org.facesearch.models.usecase.reembed;
