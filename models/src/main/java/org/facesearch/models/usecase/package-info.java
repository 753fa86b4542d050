/**
 * One class for each thing an API can ask for. A use case takes and gives records, works on any
 * {@link org.facesearch.models.gallery.Galleries store}, and never blocks its caller: pictures are
 * fetched and analysed on the executors it was given.
 */
package org.facesearch.models.usecase;
