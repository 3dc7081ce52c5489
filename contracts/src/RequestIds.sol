// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

import { IRequestIds } from "./interfaces/IRequestIds.sol";

/// @title RequestIds
/// @notice See `IRequestIds` for what it promises.
contract RequestIds is IRequestIds, AccessManaged {
    /// @dev The counter and the first issuer share a slot, because that issuer takes nearly every id.
    address private _firstIssuer;
    uint64 private _last;
    mapping(address issuer => bool) private _otherIssuers;

    /// @param authority the access manager whose admin allows issuers
    constructor(address authority) AccessManaged(authority) { }

    /// @inheritdoc IRequestIds
    function next() external returns (uint256 reqId) {
        if (!isIssuer(msg.sender)) revert RequestIds_NotIssuer(msg.sender);
        reqId = ++_last;
    }

    /// @inheritdoc IRequestIds
    function setIssuer(address issuer, bool allowed) external restricted {
        if (issuer == address(0)) revert RequestIds_IssuerZero();
        if (allowed && _firstIssuer == address(0)) _firstIssuer = issuer;
        else if (!allowed && _firstIssuer == issuer) _firstIssuer = address(0);
        if (issuer != _firstIssuer) _otherIssuers[issuer] = allowed;
        emit IssuerSet(issuer, allowed);
    }

    /// @inheritdoc IRequestIds
    function last() external view returns (uint256 reqId) {
        return _last;
    }

    /// @inheritdoc IRequestIds
    function isIssuer(address issuer) public view returns (bool) {
        // Nobody calls from the zero address, but it may be asked about while there is no first issuer.
        if (issuer == address(0)) return false;
        return issuer == _firstIssuer || _otherIssuers[issuer];
    }
}
