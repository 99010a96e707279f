package relay.domain.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A mail server on a free loopback port that takes everything, except where the script says
 * otherwise: {@code server.on("RCPT", reply("450 4.2.1 later"))}. It remembers every command and
 * mail. For tests; thread-safe.
 */
public final class ScriptedServer implements AutoCloseable {
  /** The name its certificate is for, besides localhost. */
  public static final String HOST_NAME = "mx.example";

  /** The turn to greet; a script for it tells what happens right after the connection. */
  public static final String GREETING = "(greeting)";

  /** The turn after the final dot. */
  public static final String DOT = "(dot)";

  private static final SSLContext TLS = tls();
  private final ServerSocket socket;
  private final Map<String, Deque<Act>> script = new LinkedHashMap<>();
  private final List<String> commands = new ArrayList<>();
  private final List<ReceivedMail> mails = new ArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private SSLContext tls = TLS;
  private List<String> extensions = List.of("PIPELINING", "8BITMIME", "SMTPUTF8", "DSN", "SIZE 0");
  private final CountDownLatch end = new CountDownLatch(1);
  private Thread acceptor;
  private boolean implicitTls;
  private int connections;

  private ScriptedServer(ServerSocket socket) {
    this.socket = socket;
  }

  public static ScriptedServer start() {
    try {
      var server = new ScriptedServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
      server.acceptor = server.thread(server::acceptAll);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The certificate in PEM, for those who are to trust it; the file is deleted at exit. */
  public static Path certificateFile() {
    try (var pem = ScriptedServer.class.getResourceAsStream("mx.example.pem")) {
      Path file = Files.createTempFile("mx.example", ".pem");
      Files.copy(pem, file, StandardCopyOption.REPLACE_EXISTING);
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The extensions it names in its reply to EHLO. */
  public ScriptedServer offers(String... keywords) {
    extensions = List.of(keywords);
    return this;
  }

  /** Shows another certificate than that for mx.example which it signed itself. */
  public ScriptedServer shows(SSLContext certificate) {
    tls = certificate;
    return this;
  }

  /** Speaks TLS from the first octet. */
  public ScriptedServer implicitTls() {
    implicitTls = true;
    return this;
  }

  /**
   * For commands that begin like this, the acts one after another, the last again and again. Of
   * several beginnings that fit, the one scripted last counts.
   */
  public synchronized ScriptedServer on(String beginning, Act... acts) {
    script.remove(beginning);
    script.put(beginning, new ArrayDeque<>(List.of(acts)));
    return this;
  }

  public int port() {
    return socket.getLocalPort();
  }

  public InetAddress address() {
    return socket.getInetAddress();
  }

  /** All commands of all sessions, as received. */
  public synchronized List<String> commands() {
    return List.copyOf(commands);
  }

  /** All mails whose final dot was answered with 250. */
  public synchronized List<ReceivedMail> mails() {
    return List.copyOf(mails);
  }

  /** How many connections it ever had. */
  public synchronized int connections() {
    return connections;
  }

  /** Hangs up on everybody, and goes on accepting. */
  public void dropAll() {
    open.forEach(ScriptedServer::closeQuietly);
  }

  /** Nobody gets a connection once this has returned. */
  @Override
  public void close() {
    end.countDown();
    closeQuietly(socket);
    awaitAcceptor();
    dropAll();
  }

  List<String> extensions() {
    return extensions;
  }

  boolean isImplicitTls() {
    return implicitTls;
  }

  SSLContext tlsContext() {
    return tls;
  }

  void awaitEnd() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  // A thread inside accept keeps the port listening until it has noticed that the socket is closed.
  private void awaitAcceptor() {
    try {
      acceptor.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  synchronized void heard(String command) {
    commands.add(command);
  }

  synchronized void received(ReceivedMail mail) {
    mails.add(mail);
  }

  /** What the script says to this turn; null when it says nothing. */
  synchronized Act actFor(String turn) {
    Deque<Act> acts = null;
    for (var entry : script.entrySet()) {
      if (turn.regionMatches(true, 0, entry.getKey(), 0, entry.getKey().length())) {
        acts = entry.getValue();
      }
    }
    if (acts == null) {
      return null;
    }
    return acts.size() > 1 ? acts.pollFirst() : acts.peekFirst();
  }

  private void acceptAll() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        if (socket.isClosed()) {
          closeQuietly(client);
          return;
        }
        synchronized (this) {
          connections++;
        }
        open.add(client);
        thread(() -> serve(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try {
      new ScriptedSession(this, client).run();
    } catch (IOException e) {
      // The client went away, which is its good right.
      closeQuietly(client);
    } finally {
      closeQuietly(client);
      open.remove(client);
    }
  }

  private Thread thread(Runnable work) {
    var thread = new Thread(work, "scripted-server-" + port());
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  static void closeQuietly(AutoCloseable thing) {
    try {
      thing.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static SSLContext tls() {
    try (var in = ScriptedServer.class.getResourceAsStream("mx.example.p12")) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(in, "changeit".toCharArray());
      var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(keys, "changeit".toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("the test certificate cannot be read", e);
    }
  }
}
