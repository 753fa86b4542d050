/**
 * From bytes to an upright picture, and nothing hostile in between.
 *
 * <p>A picture arrives as a {@link org.facesearch.models.image.PictureSource}: text inside the
 * request, an address that {@link org.facesearch.models.image.PictureFetcher} reads after {@link
 * org.facesearch.models.image.AddressGuard} has judged the very address it connects to, or a file
 * of the one folder that {@link org.facesearch.models.image.PictureFolder} reads from. {@link
 * org.facesearch.models.image.PictureDecoder} turns the bytes into a {@link
 * org.facesearch.models.image.Picture}: 8-bit RGB, upright, opaque. {@link
 * org.facesearch.models.image.JpegWriter} goes the other way, for pictures that are kept.
 *
 * <p>Every format is first read by a small parser of our own. It tells width and height before any
 * pixel is decoded, and hands the pixel decoder only the parts that pixels need. Comments, colour
 * profiles, thumbnails and later frames never reach it: they are where decoders are slow or worse
 * (text chunks that inflate without end, comment blocks joined in quadratic time, profiles parsed
 * by native code), and a face is found without them. Colour profiles are therefore ignored, as they
 * are in the pipelines that face models are trained with.
 */
package org.facesearch.models.image;
