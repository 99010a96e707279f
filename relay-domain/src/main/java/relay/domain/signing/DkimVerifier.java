package relay.domain.signing;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import relay.domain.mail.Content;

/**
 * Verifies the signatures of a mail (RFC 6376 6, RFC 8301, RFC 8463), reading it once however many
 * there are. Thread-safe.
 */
public final class DkimVerifier {
  private static final byte[] DKIM_SIGNATURE =
      "dkim-signature".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  private final DkimKeyLookup keys;
  private final InstantSource clock;
  private final VerifierLimits limits;

  public DkimVerifier(DkimKeyLookup keys, InstantSource clock, VerifierLimits limits) {
    this.keys = keys;
    this.clock = clock;
    this.limits = limits;
  }

  /**
   * One result for each signature, top down; none for a mail without.
   *
   * @param content left open
   * @throws IOException when the content cannot be read
   */
  public List<DkimResult> verify(Content content) throws IOException {
    try (MailReader mail = new MailReader(content, limits.headerOctetsMax())) {
      Optional<HeaderBlock> header = mail.header();
      if (header.isEmpty()) {
        return List.of(
            new DkimResult(DkimStatus.NEUTRAL, "the header is too long", "", "", "", false));
      }
      List<Verdict> verdicts = read(header.get());
      mail.readBody(
          (octets, from, count) -> {
            for (Verdict verdict : verdicts) {
              verdict.check.ifPresent(check -> check.body().update(octets, from, count));
            }
          });
      return verdicts.stream().map(verdict -> conclude(verdict, header.get())).toList();
    }
  }

  /** A signature that could be read, or the result of one that could not. */
  private record Verdict(Optional<SignatureCheck> check, Optional<DkimResult> result) {}

  private List<Verdict> read(HeaderBlock header) {
    List<Verdict> verdicts = new ArrayList<>();
    for (HeaderField field : header.fields()) {
      if (field.isNamed(DKIM_SIGNATURE)) {
        if (verdicts.size() == limits.signaturesMax()) {
          verdicts.add(
              new Verdict(
                  Optional.empty(),
                  Optional.of(
                      new DkimResult(
                          DkimStatus.NEUTRAL,
                          "further signatures are not looked at",
                          "",
                          "",
                          "",
                          false))));
          break;
        }
        verdicts.add(read(field));
      }
    }
    return verdicts;
  }

  private static Verdict read(HeaderField field) {
    TagList tags;
    try {
      tags = SignatureCheck.tagsOf(field);
    } catch (Unverifiable e) {
      return new Verdict(
          Optional.empty(),
          Optional.of(new DkimResult(e.status(), e.getMessage(), "", "", "", false)));
    }
    try {
      return new Verdict(Optional.of(SignatureCheck.of(field, tags)), Optional.empty());
    } catch (Unverifiable e) {
      return new Verdict(
          Optional.empty(), Optional.of(result(e.status(), e.getMessage(), tags, false)));
    }
  }

  private DkimResult conclude(Verdict verdict, HeaderBlock header) {
    if (verdict.check.isEmpty()) {
      return verdict.result.orElseThrow();
    }
    SignatureCheck check = verdict.check.get();
    try {
      checkTimes(check.signature());
      check.checkBody();
      boolean testing = checkWithKey(check, header);
      long unsigned = check.unsignedBodyOctets();
      String remark = unsigned == 0 ? "" : "l= leaves " + unsigned + " octets of the body unsigned";
      return result(DkimStatus.PASS, remark, check.tags(), testing);
    } catch (Unverifiable e) {
      return result(e.status(), e.getMessage(), check.tags(), false);
    }
  }

  private void checkTimes(SignatureTags signature) throws Unverifiable {
    long now = clock.instant().getEpochSecond();
    long skew = limits.clockSkewMax().toSeconds();
    if (signature.expiresAt().isPresent() && signature.expiresAt().getAsLong() < now - skew) {
      throw Unverifiable.permanent("the signature has expired");
    }
    if (signature.signedAt().isPresent() && signature.signedAt().getAsLong() > now + skew) {
      throw Unverifiable.permanent("the signature was made in the future");
    }
  }

  /** Tries the records of the name until one fits; tells whether that one is for testing. */
  private boolean checkWithKey(SignatureCheck check, HeaderBlock header) throws Unverifiable {
    Unverifiable problem =
        Unverifiable.permanent("there is no key at " + check.signature().recordName());
    for (String text : textsOf(check.signature().recordName())) {
      try {
        KeyRecord key = KeyRecord.of(text, check.signature());
        check.checkHeader(header, key.key());
        return key.testing();
      } catch (Unverifiable e) {
        problem = e;
      }
    }
    throw problem;
  }

  private List<String> textsOf(String name) throws Unverifiable {
    DkimKeyLookup.Answer answer = keys.textsOf(name);
    if (answer instanceof DkimKeyLookup.Answer.Unavailable unavailable) {
      throw new Unverifiable(
          DkimStatus.TEMPERROR, "no answer for the key at " + name + ": " + unavailable.reason());
    }
    return answer instanceof DkimKeyLookup.Answer.Found found
        ? found.texts().stream().limit(limits.keyRecordsMax()).toList()
        : List.of();
  }

  private static DkimResult result(
      DkimStatus status, String reason, TagList tags, boolean testing) {
    return new DkimResult(
        status, reason, tags.getOrEmpty("d"), tags.getOrEmpty("s"), tags.getOrEmpty("a"), testing);
  }
}
