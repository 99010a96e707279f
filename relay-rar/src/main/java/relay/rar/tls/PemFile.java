package relay.rar.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Certificates and private keys in the text form of RFC 7468. */
final class PemFile {
  private static final int OCTETS_MAX = 1 << 20;
  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final List<String> KEY_TYPES = List.of("RSA", "EC", "EdDSA");
  // RFC 8017 A.1: rsaEncryption with NULL parameters
  private static final byte[] RSA_ALGORITHM =
      Der.sequence(Der.oid(1, 2, 840, 113549, 1, 1, 1), Der.NULL);

  private final Path file;
  private final List<Block> blocks;

  private record Block(String label, byte[] octets) {}

  private PemFile(Path file, List<Block> blocks) {
    this.file = file;
    this.blocks = blocks;
  }

  static PemFile read(Path file) throws IOException {
    if (Files.size(file) > OCTETS_MAX) {
      throw new IOException(file + " is too large to be a PEM file");
    }
    List<Block> blocks = new ArrayList<>();
    StringBuilder body = null;
    for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
      if (line.startsWith(BEGIN)) {
        body = new StringBuilder();
      } else if (line.startsWith(END) && body != null) {
        blocks.add(new Block(label(line), decode(file, body.toString())));
        body = null;
      } else if (body != null) {
        body.append(line.strip());
      }
    }
    return new PemFile(file, blocks);
  }

  /** The chain, the listener's own certificate first. */
  List<Certificate> certificates() throws IOException, GeneralSecurityException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<Certificate> chain = new ArrayList<>();
    for (Block block : blocks) {
      if (block.label.equals("CERTIFICATE")) {
        chain.add(factory.generateCertificate(new ByteArrayInputStream(block.octets)));
      }
    }
    if (chain.isEmpty()) {
      throw new IOException("no certificate in " + file);
    }
    return chain;
  }

  PrivateKey privateKey() throws IOException {
    for (Block block : blocks) {
      if (block.label.equals("PRIVATE KEY")) {
        return fromPkcs8(block.octets);
      }
      if (block.label.equals("RSA PRIVATE KEY")) {
        return fromPkcs8(
            Der.sequence(Der.integer(0), RSA_ALGORITHM, Der.octetString(block.octets)));
      }
      if (block.label.endsWith("PRIVATE KEY")) {
        throw new IOException(
            "the key in " + file + " is a " + block.label + "; PKCS#8 without password is needed");
      }
    }
    throw new IOException("no private key in " + file);
  }

  private PrivateKey fromPkcs8(byte[] octets) throws IOException {
    for (String type : KEY_TYPES) {
      try {
        return KeyFactory.getInstance(type).generatePrivate(new PKCS8EncodedKeySpec(octets));
      } catch (GeneralSecurityException e) {
        // Another type may fit; if none does, the sentence below tells.
        continue;
      }
    }
    throw new IOException("the private key in " + file + " is neither RSA, EC nor Ed25519");
  }

  private static String label(String endLine) {
    int close = endLine.indexOf("-----", END.length());
    return close < 0 ? "" : endLine.substring(END.length(), close);
  }

  private static byte[] decode(Path file, String base64) throws IOException {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " is no PEM file: broken base 64", e);
    }
  }
}
