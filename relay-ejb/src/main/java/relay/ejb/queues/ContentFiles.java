package relay.ejb.queues;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import relay.domain.mail.Content;
import relay.domain.secret.ContentSeal;
import relay.domain.secret.SealedContent;

/**
 * Temporary files for contents that are too large for memory, sealed where contents are to be. They
 * never outlive the process: what a crash left is removed at the next start. Thread-safe.
 */
public final class ContentFiles {
  private final Path folder;
  private final ContentSeal seal;

  /** Makes the folder and empties it of what a crash left. */
  public ContentFiles(Path folder, ContentSeal seal) {
    this.folder = folder;
    this.seal = seal;
    try {
      Files.createDirectories(folder);
      try (var left = Files.newDirectoryStream(folder, "*.mail")) {
        for (Path file : left) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the folder for large mails " + folder + " is not usable", e);
    }
  }

  /** Something that writes a content. */
  interface Writer<E extends Exception> {
    void to(OutputStream out) throws E, IOException;
  }

  /**
   * Keeps what the writer writes; nothing stays when it fails.
   *
   * @param place where the content belongs, should it be sealed
   */
  <E extends Exception> Content keep(String place, Writer<E> writer) throws E, IOException {
    if (!seal.isSealing()) {
      return keepAsItIs(writer);
    }
    long[] size = new long[1];
    Content sealed =
        keepAsItIs(
            out -> {
              try (var counted = new CountedOutput(seal.sealing(out, place))) {
                writer.to(counted);
                size[0] = counted.octets();
              }
            });
    return new SealedContent(sealed, size[0], place, seal);
  }

  /** The same, of octets that are sealed already or are not to be. */
  <E extends Exception> Content keepAsItIs(Writer<E> writer) throws E, IOException {
    Path file = Files.createTempFile(folder, "", ".mail");
    boolean kept = false;
    try {
      try (OutputStream out = Files.newOutputStream(file)) {
        writer.to(out);
      }
      Content content = new FileContent(file);
      kept = true;
      return content;
    } finally {
      if (!kept) {
        Files.deleteIfExists(file);
      }
    }
  }
}
