package relay.domain.verification.spf;

import java.util.Optional;

/**
 * What a check came to.
 *
 * @param reason one sentence for the postmaster
 * @param domain whose record decided; the checked one when none did
 * @param mechanism the term that decided, as written in the record
 * @param explanation what the domain tells those it refuses; text of strangers, ASCII
 * @param lookups terms that asked the DNS
 * @param voidLookups questions that found nothing
 */
public record SpfVerdict(
    SpfResult result,
    String reason,
    String domain,
    Optional<String> mechanism,
    Optional<String> explanation,
    int lookups,
    int voidLookups) {}
