package io.entryguard.resources.local.endtoend;

import java.util.function.Function;

/** Somebody at a customer's, or who says so: adds to a request what names its sender. */
@FunctionalInterface
interface Sender {
  Request sign(Request request, Customer customer);

  static Sender authorization(Function<Customer, String> value) {
    return (request, customer) -> request.with("Authorization", value.apply(customer));
  }

  static Sender token(Function<Customer, String> token) {
    return authorization(customer -> "Bearer " + token.apply(customer));
  }

  static Sender key(Function<Customer, String> key) {
    return (request, customer) -> request.with("X-API-Key", key.apply(customer));
  }
}
