package relay.domain.template;

import java.time.Instant;

/** Published versions as tests want them. */
final class Versions {
  static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");

  private Versions() {}

  static TemplateVersion of(String template, int number, CompiledTemplate compiled) {
    return new TemplateVersion(
        "default",
        template,
        number,
        1,
        NEW_YEAR,
        "ann",
        PackedText.of(TemplateFields.write(compiled.expanded()).toString()));
  }
}
