package relay.rar.content;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A file that is written once from its beginning to its end, and read anywhere. */
sealed interface OpenFile extends Closeable permits HiddenFile, OpenFile.Plain {

  /** Writes at a place where nothing was written before; how many octets. */
  int write(ByteBuffer octets, long position) throws IOException;

  /** Fills the buffer from a place on; how many octets, -1 at the end. */
  int read(ByteBuffer octets, long position) throws IOException;

  /** One that holds what was written. */
  record Plain(FileChannel file) implements OpenFile {
    @Override
    public int write(ByteBuffer octets, long position) throws IOException {
      return file.write(octets, position);
    }

    @Override
    public int read(ByteBuffer octets, long position) throws IOException {
      return file.read(octets, position);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
