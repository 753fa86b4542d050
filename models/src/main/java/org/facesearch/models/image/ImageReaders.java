package org.facesearch.models.image;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

/**
 * The one decoder for each format: the JDK's own, and TwelveMonkeys' for WebP.
 *
 * <p>The JDK's are taken from its registry, where they always are, and told from others that some
 * library registered under the same names. WebP's is made here. So no class path is scanned, the
 * context class loader does not matter, and nothing in the JVM changes for anybody else.
 */
final class ImageReaders {

  private final Map<ImageFormat, ImageReaderSpi> providers = new EnumMap<>(ImageFormat.class);

  /**
   * @throws IllegalStateException if the JDK has no decoder for a format, which no full JDK lacks
   */
  ImageReaders() {
    providers.put(ImageFormat.WEBP, new WebPImageReaderSpi());
    for (ImageFormat format : ImageFormat.values()) {
      providers.computeIfAbsent(format, ImageReaders::ofJdk);
    }
  }

  /** A new reader without input; dispose of it after use. */
  ImageReader open(ImageFormat format) throws IOException {
    return providers.get(format).createReaderInstance(null);
  }

  private static ImageReaderSpi ofJdk(ImageFormat format) {
    Iterator<ImageReaderSpi> all =
        IIORegistry.getDefaultInstance().getServiceProviders(ImageReaderSpi.class, true);
    while (all.hasNext()) {
      ImageReaderSpi provider = all.next();
      if (provider.getClass().getModule() == ImageReader.class.getModule()
          && Arrays.asList(provider.getFormatNames()).contains(format.name())) {
        return provider;
      }
    }
    throw new IllegalStateException("this JDK cannot decode " + format);
  }
}
