package relay.rar.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import relay.domain.listener.CertificateSource.Pem;

/**
 * The certificate of a relay that was given none: P-256, signed by itself, ten years, kept in the
 * data folder with a key that only its owner can read. It keeps listeners on passwords; it proves
 * nothing about who we are.
 */
final class SelfSignedCertificate {
  private static final Duration VALID = Duration.ofDays(3650);
  private static final byte[] ECDSA_SHA256 = Der.sequence(Der.oid(1, 2, 840, 10045, 4, 3, 2));

  private SelfSignedCertificate() {}

  /** The file with both; made now if it is not there. */
  static Pem in(Path folder, String hostName) throws IOException {
    Path file = folder.resolve("self-signed.pem");
    if (!Files.exists(file)) {
      write(folder, file, pem(hostName));
    }
    return new Pem(file, file);
  }

  private static void write(Path folder, Path file, String text) throws IOException {
    Files.createDirectories(folder);
    Path draft = Files.createTempFile(folder, "self-signed", ".new");
    try {
      if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
      }
      Files.writeString(draft, text, StandardCharsets.US_ASCII);
      Files.move(draft, file);
    } catch (FileAlreadyExistsException e) {
      // Another listener was faster; its certificate is as good.
      Files.deleteIfExists(draft);
    }
  }

  private static String pem(String hostName) throws IOException {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair keys = generator.generateKeyPair();
      return block("PRIVATE KEY", keys.getPrivate().getEncoded())
          + block("CERTIFICATE", certificate(keys, hostName));
    } catch (GeneralSecurityException e) {
      throw new IOException("no self-signed certificate could be made: " + e, e);
    }
  }

  private static byte[] certificate(KeyPair keys, String hostName) throws GeneralSecurityException {
    Instant from = Instant.now().minus(Duration.ofHours(1));
    byte[] name =
        Der.sequence(Der.set(Der.sequence(Der.oid(2, 5, 4, 3), Der.utf8(commonName(hostName)))));
    byte[] body =
        Der.sequence(
            Der.tagged(0xa0, Der.integer(2)),
            Der.integer(new BigInteger(120, new SecureRandom()).setBit(119)),
            ECDSA_SHA256,
            name,
            Der.sequence(Der.time(from), Der.time(from.plus(VALID))),
            name,
            keys.getPublic().getEncoded(),
            Der.tagged(0xa3, Der.sequence(alternativeName(hostName))));
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(keys.getPrivate());
    signature.update(body);
    return Der.sequence(body, ECDSA_SHA256, Der.bitString(signature.sign()));
  }

  /** RFC 5280 4.2.1.6: clients look here and not at the common name. */
  private static byte[] alternativeName(String hostName) {
    byte[] dnsName = Der.tagged(0x82, hostName.getBytes(StandardCharsets.US_ASCII));
    return Der.sequence(Der.oid(2, 5, 29, 17), Der.octetString(Der.sequence(dnsName)));
  }

  /** A common name has at most 64 characters. */
  private static String commonName(String hostName) {
    return hostName.length() <= 64 ? hostName : hostName.substring(0, 64);
  }

  private static String block(String label, byte[] octets) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(octets);
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }
}
