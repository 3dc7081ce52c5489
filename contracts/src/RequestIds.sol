// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

import { IRequestIds } from "./interfaces/IRequestIds.sol";

/// @title RequestIds
/// @notice See `IRequestIds` for what it promises.
contract RequestIds is IRequestIds, AccessManaged {
    /// @inheritdoc IRequestIds
    uint256 public last;

    /// @inheritdoc IRequestIds
    mapping(address issuer => bool) public isIssuer;

    /// @param authority the access manager whose admin allows issuers
    constructor(address authority) AccessManaged(authority) { }

    /// @inheritdoc IRequestIds
    function next() external returns (uint256 reqId) {
        if (!isIssuer[msg.sender]) revert RequestIds_NotIssuer(msg.sender);
        reqId = last + 1;
        last = reqId;
    }

    /// @inheritdoc IRequestIds
    function setIssuer(address issuer, bool allowed) external restricted {
        if (issuer == address(0)) revert RequestIds_IssuerZero();
        isIssuer[issuer] = allowed;
        emit IssuerSet(issuer, allowed);
    }
}
