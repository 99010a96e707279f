package relay.launcher;

import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Why a command cannot go on: one sentence for the operator, and the exit code that says which. */
final class Refusal extends RuntimeException {
  /** A wrong word on the command line. */
  static final int USAGE = 64;

  /** A bad setting. */
  static final int SETTING = 2;

  /** The data folder cannot be used. */
  static final int FOLDER = 3;

  /** A port is taken. */
  static final int PORT = 4;

  /** It runs already. */
  static final int RUNNING = 5;

  /** It does not run, or did not answer. */
  static final int DOWN = 6;

  /** The relay knows nothing of what was asked about. */
  static final int NOT_FOUND = 7;

  /** The relay does not know us: the login is wrong, or has ended. */
  static final int LOGIN = 8;

  /** The relay understood and said no: a field breaks a rule, or does not go with what is there. */
  static final int REFUSED = 9;

  /** We are somebody, but our role does not allow this. */
  static final int NO_RIGHT = 10;

  /** Anything else. */
  static final int FAILED = 1;

  private final int exitCode;

  Refusal(int exitCode, String sentence) {
    super(sentence);
    this.exitCode = exitCode;
  }

  /** Why a file cannot be read, in words. */
  static String why(Exception e) {
    if (e instanceof NoSuchFileException) {
      return "there is no such file";
    }
    if (e instanceof AccessDeniedException) {
      return "you may not read it";
    }
    return "Is a directory".equals(e.getMessage())
        ? "it is a folder"
        : String.valueOf(e.getMessage());
  }

  int exitCode() {
    return exitCode;
  }
}
