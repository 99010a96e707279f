package relay.rar;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/** Client certificates of a small authority, made by the JDK's keytool. */
final class ClientKeys {
  private final Path folder;

  ClientKeys(Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    keytool("ca", "-genkeypair", "-alias", "ca", "-dname", "CN=ca", "-ext", "bc:c");
    keytool("ca", "-exportcert", "-rfc", "-alias", "ca", "-file", authorities().toString());
  }

  /** The authority's certificate as a PEM file. */
  Path authorities() {
    return folder.resolve("ca.pem");
  }

  /** A client that the authority vouches for. */
  void signed(String client, String... extensions) throws IOException, InterruptedException {
    unsigned(client);
    String request = folder.resolve(client + ".csr").toString();
    String certificate = folder.resolve(client + ".pem").toString();
    keytool(client, "-certreq", "-alias", client, "-file", request);
    List<String> words =
        new ArrayList<>(List.of("-gencert", "-rfc", "-alias", "ca", "-infile", request));
    words.addAll(List.of("-outfile", certificate));
    for (String extension : extensions) {
      words.addAll(List.of("-ext", extension));
    }
    keytool("ca", words.toArray(String[]::new));
    keytool(client, "-importcert", "-noprompt", "-alias", "ca", "-file", authorities().toString());
    keytool(client, "-importcert", "-noprompt", "-alias", client, "-file", certificate);
  }

  /** A client that vouches for itself. */
  void unsigned(String client, String... more) throws IOException, InterruptedException {
    List<String> words =
        new ArrayList<>(List.of("-genkeypair", "-alias", client, "-dname", "CN=" + client));
    words.addAll(List.of(more));
    keytool(client, words.toArray(String[]::new));
  }

  KeyManager[] of(String client) throws GeneralSecurityException, IOException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store(client), "changeit".toCharArray());
    return keys.getKeyManagers();
  }

  X509Certificate certificate(String client) throws GeneralSecurityException, IOException {
    return (X509Certificate) store(client).getCertificate(client);
  }

  private KeyStore store(String name) throws GeneralSecurityException, IOException {
    return KeyStore.getInstance(folder.resolve(name + ".p12").toFile(), "changeit".toCharArray());
  }

  private void keytool(String store, String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.add("-J-XX:TieredStopAtLevel=1");
    command.addAll(List.of(words));
    if (List.of(words).contains("-genkeypair")) {
      command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1"));
    }
    command.addAll(List.of("-storetype", "PKCS12", "-storepass", "changeit"));
    command.addAll(List.of("-keystore", folder.resolve(store + ".p12").toString()));
    Process made = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (OutputStream in = made.getOutputStream()) {
      in.flush();
    }
    String output = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (made.waitFor() != 0) {
      throw new AssertionError(command + "\n" + output);
    }
  }
}
