package relay.artemis;

import java.io.File;
import org.apache.activemq.artemis.core.io.IOCriticalErrorListener;
import org.apache.activemq.artemis.core.io.SequentialFile;
import org.apache.activemq.artemis.core.io.nio.NIOSequentialFileFactory;
import relay.domain.secret.ContentSeal;

/** The folder of the files of large messages, each a {@link SealedFile}. Thread-safe. */
final class SealedFiles extends NIOSequentialFileFactory {
  private static final int OPERATIONS = 1;
  private final ContentSeal seal;

  SealedFiles(File folder, IOCriticalErrorListener listener, ContentSeal seal) {
    super(folder, false, listener, OPERATIONS);
    this.seal = seal;
  }

  @Override
  public SequentialFile createSequentialFile(String name) {
    return new SealedFile(this, getDirectory(), name, OPERATIONS, seal);
  }
}
