// Uses the client that oapi-codegen makes: the life of a resource, and errors by their code.
package main

import (
	"context"
	"log"
	"os"
	"slices"

	"example.com/caller/client"
	"github.com/google/uuid"
)

func check(ok bool, what any) {
	if !ok {
		log.Fatalf("not as expected: %v", what)
	}
}

func must[T any](value T, err error) T {
	check(err == nil, err)
	return value
}

func to[T any](value T) *T {
	return &value
}

func main() {
	log.SetFlags(log.Lshortfile)
	ctx := context.Background()
	api := must(connect(os.Getenv("BASE_URL"), os.Getenv("PAID_ADMIN_TOKEN")))
	name := "Generated " + uuid.NewString()
	spec := client.ResourceSpec{
		Name: name, CredentialId: uuid.MustParse(os.Getenv("PAID_CREDENTIAL_ID")), Provider: client.AWS, ResourceType: "SECURITY_GROUP",
		ResourceIdentifier: "sg-0abc123def456", Region: to("eu-central-1"),
		Config: &client.Config{Port: to(443), Protocol: to(client.Tcp), AdditionalProperties: map[string]any{"note": "kept"}},
	}

	var created []uuid.UUID
	for range 3 {
		response := must(create(api, spec))
		check(response.JSON201 != nil, string(response.Body))
		created = append(created, response.JSON201.Id)
	}
	one := created[0]

	got := must(api.GetResourceWithResponse(ctx, one, nil))
	check(got.JSON200 != nil, string(got.Body))
	check(*got.JSON200.Config.Port == 443 && got.JSON200.Config.AdditionalProperties["note"] == "kept", got.JSON200)
	check(got.JSON200.LastVerifiedAt == nil && !got.JSON200.CreatedAt.IsZero(), got.JSON200)
	tag := got.HTTPResponse.Header.Get("ETag")

	var sizes []int
	var listed []uuid.UUID
	err := pages(api, 2, func(page []client.Resource) {
		sizes = append(sizes, len(page))
		for _, each := range page {
			if each.Name == name {
				listed = append(listed, each.Id)
			}
		}
	})
	check(err == nil && len(sizes) > 1 && slices.Max(sizes) <= 2, sizes)
	check(slices.Equal(listed, created), listed)

	patch := client.ResourcePatch{Config: &client.Config{Port: to(8443), Protocol: to(client.Tcp)}}
	updated := must(api.UpdateResourceWithResponse(ctx, one, &client.UpdateResourceParams{IfMatch: &tag}, patch))
	check(updated.JSON200 != nil && *updated.JSON200.Config.Port == 8443, string(updated.Body))
	stale := must(api.UpdateResourceWithResponse(ctx, one, &client.UpdateResourceParams{IfMatch: &tag}, patch))
	check(stale.JSON412 != nil && stale.JSON412.Error == client.PRECONDITIONFAILED, string(stale.Body))

	verified := must(api.VerifyResourceWithResponse(ctx, one, &client.VerifyResourceParams{Prefer: to("wait=10")}))
	check(verified.JSON200 != nil && verified.JSON200.IsActive, string(verified.Body))

	for _, id := range created {
		deleted := must(api.DeleteResourceWithResponse(ctx, id, nil))
		check(deleted.StatusCode() == 204, string(deleted.Body))
	}
	gone := must(api.GetResourceWithResponse(ctx, one, nil))
	check(gone.JSON404 != nil && gone.JSON404.Error == client.RESOURCENOTFOUND, string(gone.Body))
}
