package relay.domain.signing;

/** A key together with the engine that signs with it. */
public record ReadyKey(SigningKey key, SignatureEngine engine) {}
