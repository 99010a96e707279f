package relay.launcher;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;

/**
 * Where a command writes: results to the first stream, refusals to the second. Not {@code
 * System.out}, which the server redirects to its log.
 */
record Console(PrintStream out, PrintStream error) {

  static Console ofProcess() {
    return new Console(stream(FileDescriptor.out), stream(FileDescriptor.err));
  }

  void say(String line) {
    out.println(line);
  }

  void complain(String sentence) {
    error.println("relay: " + sentence);
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, Charset.defaultCharset());
  }
}
