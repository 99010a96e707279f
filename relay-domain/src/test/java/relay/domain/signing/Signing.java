package relay.domain.signing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import relay.domain.mail.Content;
import relay.domain.settings.Settings;

/** Short ways to sign and verify in tests. */
final class Signing {
  static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  static final InstantSource CLOCK = InstantSource.fixed(NOW);

  private Signing() {}

  static SigningSettings settings(String... keysAndValues) {
    Map<String, String> file = new java.util.HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      file.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return SigningSettings.from(Settings.of(SigningSettings.ALL, file, Map.of()));
  }

  static DkimSigner signer(KeyRing keys, String... settings) {
    return new DkimSigner(keys, settings(settings), CLOCK);
  }

  static Signatures sign(DkimSigner signer, byte[] mail) {
    return sign(signer, new byte[0], Content.of(mail));
  }

  static Signatures sign(DkimSigner signer, byte[] added, Content content) {
    try {
      return signer.sign("acme", added, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] signed(KeyRing keys, byte[] mail) {
    return join(sign(signer(keys), mail).fields(), mail);
  }

  static List<DkimResult> verify(DkimKeyLookup keys, byte[] mail) {
    return verify(keys, Content.of(mail));
  }

  static List<DkimResult> verify(DkimKeyLookup keys, Content content) {
    try {
      return new DkimVerifier(keys, CLOCK, VerifierLimits.DEFAULT).verify(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<DkimStatus> statuses(DkimKeyLookup keys, byte[] mail) {
    return verify(keys, mail).stream().map(DkimResult::status).toList();
  }

  static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Lines ended by LF become lines ended by CR LF. */
  static byte[] mail(String text) {
    return octets(text.replace("\n", "\r\n"));
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  /** Content that is read as a stream in pieces of this size. */
  static Content streamed(byte[] octets, int pieceOctets) {
    return new Content() {
      @Override
      public long size() {
        return octets.length;
      }

      @Override
      public InputStream open() {
        return new ByteArrayInputStream(octets) {
          @Override
          public synchronized int read(byte[] b, int off, int len) {
            return super.read(b, off, Math.min(len, pieceOctets));
          }
        };
      }
    };
  }
}
