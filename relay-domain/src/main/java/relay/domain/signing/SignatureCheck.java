package relay.domain.signing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** One signature of one mail on its way to a result. Not thread-safe. */
final class SignatureCheck {
  private static final Deque<HeaderField> NONE = new ArrayDeque<>(0);

  private final HeaderField field;
  private final TagList tags;
  private final SignatureTags signature;
  private final BodyHash body;

  private SignatureCheck(HeaderField field, TagList tags, SignatureTags signature) {
    this.field = field;
    this.tags = tags;
    this.signature = signature;
    this.body = new BodyHash(signature.body(), signature.bodyOctetsMax());
  }

  static SignatureCheck of(HeaderField field, TagList tags) throws Unverifiable {
    return new SignatureCheck(field, tags, SignatureTags.of(tags));
  }

  static TagList tagsOf(HeaderField field) throws Unverifiable {
    // Octet by octet, so that the place of b= in the text is its place in the field.
    return TagList.parse(field.value(StandardCharsets.ISO_8859_1));
  }

  SignatureTags signature() {
    return signature;
  }

  TagList tags() {
    return tags;
  }

  BodyHash body() {
    return body;
  }

  /** Refuses a body that is not the signed one; the whole body must have been read. */
  void checkBody() throws Unverifiable {
    byte[] hash = body.finish();
    boolean partial = signature.bodyOctetsMax() != Long.MAX_VALUE;
    if (partial && signature.bodyOctetsMax() > body.octets()) {
      throw new Unverifiable(DkimStatus.FAIL, "the body is shorter than l= says");
    }
    if (!Arrays.equals(hash, signature.bodyHash())) {
      throw new Unverifiable(DkimStatus.FAIL, "the body was changed");
    }
  }

  /** Octets of the body that {@code l=} leaves unsigned. */
  long unsignedBodyOctets() {
    return Math.max(0, body.octets() - signature.bodyOctetsMax());
  }

  /** Refuses a header that is not the signed one. */
  void checkHeader(HeaderBlock header, VerificationKey key) throws Unverifiable {
    byte[] octets = signature.algorithm().octetsToSign(canonicalHeader(header));
    if (!key.fits(octets, signature.signature())) {
      throw new Unverifiable(DkimStatus.FAIL, "the header was changed, or the key is another one");
    }
  }

  private byte[] canonicalHeader(HeaderBlock header) {
    Octets canonical = new Octets(4096);
    Map<String, Deque<HeaderField>> unused = fieldsByName(header);
    for (String name : signature.signedNames()) {
      // RFC 6376 5.4.2: from the bottom up; one that does not exist counts as nothing.
      HeaderField next = unused.getOrDefault(name, NONE).pollLast();
      if (next != null) {
        signature.header().addField(next, canonical);
        canonical.add((byte) '\r');
        canonical.add((byte) '\n');
      }
    }
    signature.header().addField(withoutSignature(), canonical);
    return canonical.toArray();
  }

  private Map<String, Deque<HeaderField>> fieldsByName(HeaderBlock header) {
    Map<String, Deque<HeaderField>> fields = new HashMap<>();
    for (HeaderField other : header.fields()) {
      if (other != field) {
        fields.computeIfAbsent(other.lowerCaseName(), name -> new ArrayDeque<>()).add(other);
      }
    }
    return fields;
  }

  /** The field with everything between {@code b=} and the next tag taken out (RFC 6376 3.7). */
  private HeaderField withoutSignature() {
    TagList.Tag b = tags.place("b");
    Octets kept = new Octets(field.end() - field.start());
    kept.add(field.octets(), field.start(), field.valueStart() + b.start());
    kept.add(field.octets(), field.valueStart() + b.end(), field.end());
    byte[] octets = kept.toArray();
    int start = field.start();
    return new HeaderField(
        octets, 0, field.nameEnd() - start, field.valueStart() - start, octets.length);
  }
}
