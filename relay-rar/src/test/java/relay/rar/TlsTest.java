package relay.rar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLSocket;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.listener.CertificateSource;
import relay.rar.tls.CertificateFiles;
import relay.rar.tls.ServerTls;
import relay.rar.wire.Wire;

@Timeout(180)
class TlsTest {
  @TempDir Path folder;

  @Test
  void shouldMakeACertificateAtFirstStartAndKeepIt() throws IOException {
    try (var adapter = RunningAdapter.with("listener.submission.tls", "implicit");
        Talk first = adapter.talk();
        Talk second = adapter.talk()) {
      X509Certificate certificate = certificateOf(first);

      assertThat(first.hear()).startsWith("220 relay.test");
      assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=relay.test");
      assertThat(certificate.getSubjectAlternativeNames().toString()).contains("relay.test");
      assertThat(certificateOf(second)).isEqualTo(certificate);
      Path file = adapter.data.resolve("tls/self-signed.pem");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    } catch (java.security.cert.CertificateParsingException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void shouldTellTheApplicationHowTheSessionWasProtected() throws IOException {
    try (var adapter = RunningAdapter.with("listener.submission.tls", "implicit");
        Talk talk = adapter.talk()) {
      talk.encrypt();
      talk.ready();
      talk.ask("RSET");
      talk.ask("AUTH PLAIN AGFsaWNlAHdvbmRlcmxhbmQ=");
      talk.ask("MAIL FROM:<a@sender.test> SMTPUTF8");
      talk.ask("RCPT TO:<b@recipient.test>");
      talk.ask("DATA");
      talk.ask(".");

      var client = adapter.application.mails.get(0).mail().client();
      assertThat(client.protocol()).isEqualTo("UTF8SMTPSA");
      assertThat(client.tls().orElseThrow()).startsWith("TLSv1.3 TLS_");
      assertThat(client.user().orElseThrow().name()).isEqualTo("alice");
    }
  }

  @Test
  void shouldSpeakNothingOlderThanTls12() throws IOException {
    try (var adapter = RunningAdapter.with("listener.submission.tls", "implicit");
        Talk talk = adapter.talk()) {
      SSLSocket socket = talk.encrypt();
      assertThat(Arrays.asList("TLSv1.2", "TLSv1.3")).contains(socket.getSession().getProtocol());
    }
    try (var adapter = RunningAdapter.with("listener.submission.tls", "implicit");
        Talk old = adapter.talk()) {
      // A client hello of TLS 1.0: record 3.1, hello 3.1, one old cipher suite.
      byte[] hello = new byte[5 + 4 + 2 + 32 + 1 + 2 + 2 + 2];
      hello[0] = 22;
      hello[1] = 3;
      hello[2] = 1;
      hello[4] = (byte) (hello.length - 5);
      hello[5] = 1;
      hello[8] = (byte) (hello.length - 9);
      hello[9] = 3;
      hello[10] = 1;
      hello[hello.length - 5] = 2;
      hello[hello.length - 3] = 0x2f;
      hello[hello.length - 2] = 1;
      old.say(hello);
      assertThat(old.hear()).doesNotContain("220");
    }
  }

  @Test
  void shouldReadAKeystoreAndARsaKeyOfEitherForm() throws Exception {
    Path keystore = folder.resolve("k.p12");
    keytool(keystore, "RSA");
    KeyStore store = KeyStore.getInstance(keystore.toFile(), "changeit".toCharArray());
    byte[] pkcs8 = store.getKey("relay", "changeit".toCharArray()).getEncoded();
    String chain = pem("CERTIFICATE", store.getCertificate("relay").getEncoded());
    Path modern = Files.writeString(folder.resolve("8.pem"), chain + pem("PRIVATE KEY", pkcs8));
    // PKCS#8 of RSA is 26 octets of header before PKCS#1 for keys of this length.
    byte[] pkcs1 = Arrays.copyOfRange(pkcs8, 26, pkcs8.length);
    Path old = Files.writeString(folder.resolve("1.pem"), pem("RSA PRIVATE KEY", pkcs1) + chain);

    for (CertificateSource source :
        new CertificateSource[] {
          new CertificateSource.Keystore(keystore, "changeit"),
          new CertificateSource.Pem(modern, modern),
          new CertificateSource.Pem(modern, old)
        }) {
      assertThat(new ServerTls(new CertificateFiles(source, folder, "x"), System::nanoTime).begin())
          .isNotNull();
    }
  }

  @Test
  void shouldSayWhichFileCannotBeUsed() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.pem"), "no pem at all");
    var files =
        new CertificateFiles(new CertificateSource.Pem(broken, broken), folder, "relay.test");

    assertThatThrownBy(() -> new ServerTls(files, System::nanoTime))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no certificate in " + broken);
  }

  @Test
  void shouldUseANewCertificateWithoutRestartAndKeepTheOldOneWhenItIsBroken() throws Exception {
    Path one = selfSigned("one.test");
    Path two = selfSigned("two.test");
    Path used = folder.resolve("used.pem");
    Files.copy(one, used);
    try (var adapter =
        RunningAdapter.with(
            "listener.submission.tls",
            "implicit",
            "listener.submission.certificate",
            used.toString())) {
      assertThat(nameSeen(adapter)).isEqualTo("CN=one.test");

      Files.writeString(used, "half written");
      touch(used, 10);
      Awaitility.await()
          .pollDelay(2100, TimeUnit.MILLISECONDS)
          .until(() -> nameSeen(adapter).equals("CN=one.test"));

      Files.writeString(used, Files.readString(two));
      touch(used, 20);
      Awaitility.await()
          .atMost(60, TimeUnit.SECONDS)
          .until(() -> nameSeen(adapter).equals("CN=two.test"));
    }
  }

  @Test
  void shouldLookAtTheFilesOnlyEveryFewSeconds() throws IOException {
    Path used = selfSigned("one.test");
    AtomicLong clock = new AtomicLong();
    var source = new CertificateSource.Pem(used, used);
    var tls = new ServerTls(new CertificateFiles(source, folder, "x"), clock::get);
    Files.delete(used);

    assertThat(tls.begin()).isNotNull();
    clock.addAndGet(TimeUnit.SECONDS.toNanos(3));
    assertThat(tls.begin()).isNotNull();
  }

  @Test
  void shouldEndTheSessionWhenTheHandshakeFails() throws IOException {
    try (var adapter = RunningAdapter.with();
        Talk talk = adapter.talk()) {
      talk.hear();
      talk.ask("EHLO client.test");
      talk.ask("STARTTLS");
      talk.say("this is no handshake\r\nQUIT\r\n");

      Awaitility.await()
          .atMost(60, TimeUnit.SECONDS)
          .until(() -> adapter.listeners().connections() == 0);
    }
  }

  @Test
  void shouldNotWaitForTheClientWhenItSaysFarewell() throws Exception {
    var source = new CertificateSource.SelfSigned();
    var tls = new ServerTls(new CertificateFiles(source, folder, "relay.test"), System::nanoTime);
    try (var port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Talk talk = new Talk(port.getLocalPort());
        Socket accepted = port.accept()) {
      var wire = new Wire(accepted, TimeUnit.SECONDS.toNanos(50), System::nanoTime);
      var client = new FutureTask<>(talk::encrypt);
      new Thread(client).start();
      tls.begin().over(wire, new byte[0], System.nanoTime() + TimeUnit.SECONDS.toNanos(50));
      client.get();

      // as if its own thread were just about to read the next command
      long begun = System.nanoTime();
      wire.farewell("421 4.3.2 later");

      assertThat(System.nanoTime() - begun).isLessThan(TimeUnit.SECONDS.toNanos(25));
      assertThat(talk.hear()).isEqualTo("421 4.3.2 later");
      assertThat(talk.isOver()).isTrue();
    }
  }

  private static String nameSeen(RunningAdapter adapter) throws IOException {
    try (Talk talk = adapter.talk()) {
      return certificateOf(talk).getSubjectX500Principal().getName();
    }
  }

  private static X509Certificate certificateOf(Talk talk) throws IOException {
    return (X509Certificate) talk.encrypt().getSession().getPeerCertificates()[0];
  }

  private Path selfSigned(String name) throws IOException {
    Path made = Files.createDirectory(folder.resolve(name));
    new CertificateFiles(new CertificateSource.SelfSigned(), made, name);
    return made.resolve("self-signed.pem");
  }

  private static void touch(Path file, int secondsFromNow) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(secondsFromNow)));
  }

  private static String pem(String label, byte[] octets) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(octets);
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }

  private static void keytool(Path keystore, String algorithm) throws Exception {
    Process made =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "relay",
                "-keyalg",
                algorithm,
                "-keysize",
                "2048",
                "-dname",
                "CN=key.test",
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit",
                "-keystore",
                keystore.toString())
            .redirectErrorStream(true)
            .start();
    try (OutputStream in = made.getOutputStream()) {
      in.write("\n".getBytes(StandardCharsets.US_ASCII));
    }
    assertThat(made.waitFor(180, TimeUnit.SECONDS)).isTrue();
  }
}
