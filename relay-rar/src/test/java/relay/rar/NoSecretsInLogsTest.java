package relay.rar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class NoSecretsInLogsTest {
  @Test
  void shouldLogNoPasswordThoughEveryLoggerIsWideOpen() throws IOException {
    List<String> logged = new CopyOnWriteArrayList<>();
    Handler ear = new Ear(logged);
    Logger library = Logger.getLogger("org.subethamail");
    Logger ours = Logger.getLogger("relay");
    try (var adapter =
            RunningAdapter.with("listener.submission.login-in-clear-from-loopback", "true");
        Talk talk = adapter.talk()) {
      for (Logger logger : List.of(library, ours)) {
        logger.addHandler(ear);
        logger.setLevel(Level.ALL);
      }
      Logger.getLogger("org.subethamail.smtp.server.Session").setLevel(Level.ALL);
      talk.hear();
      talk.ask("EHLO client.test");
      talk.ask("AUTH PLAIN AGFsaWNlAHdyb25n");
      talk.ask("AUTH LOGIN");
      talk.ask("YWxpY2U=");
      talk.ask("d29uZGVybGFuZA==");
    } finally {
      library.removeHandler(ear);
      ours.removeHandler(ear);
      ours.setLevel(null);
      library.setLevel(Level.WARNING);
      Logger.getLogger("org.subethamail.smtp.server.Session").setLevel(Level.WARNING);
    }

    assertThat(logged).anyMatch(line -> line.contains("AUTH"));
    assertThat(String.join("\n", logged))
        .doesNotContain("AGFsaWNl", "d29uZGVybGFuZA", "wonderland", "wrong", "YWxpY2U");
  }

  private static final class Ear extends Handler {
    private final List<String> logged;

    Ear(List<String> logged) {
      this.logged = logged;
      setLevel(Level.ALL);
    }

    @Override
    public void publish(LogRecord line) {
      Object[] values = line.getParameters();
      logged.add(line.getMessage() + " " + (values == null ? "" : List.of(values)));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
