// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

/// @title What waits, in the order in which it came
/// @notice First-in-first-out ledgers of claims, one a task and, where the claim lies at one staker, one a staker. It holds no
/// coins: a registered module says what waits and when it is filled.
///
/// An entry leaves from the front, in whole or in part, or is taken out wherever it stands; its place is never used twice.
/// Roles: registered modules write, each its own tasks; the admin registers modules, once a task and for good, and sets the
/// maximum of a task, but never of proven deposits: a proof must not fail because much waits. Anyone reads.
/// Liveness: no call's cost grows with the number of entries; gaps are skipped, at most 50 a call.
/// Units: sats.
interface IEscrowBuffer {
    /// @param source who owns the claim
    event Deposited(bytes32 indexed taskTypeId, address indexed source, uint256 amount);
    /// @param sink who owned the claim that is filled
    event Drained(bytes32 indexed taskTypeId, address indexed sink, uint256 amount);
    /// @notice The level has reached the task's maximum.
    event BufferFull(bytes32 indexed taskTypeId, uint256 bufferLevel);
    /// @notice A claim left unfilled.
    event Removed(bytes32 indexed taskTypeId, address indexed owner, uint256 amount);
    event BufferMaxSet(bytes32 indexed taskTypeId, uint256 amount);
    event ModuleSet(bytes32 indexed taskTypeId, address module);

    /// @notice Thrown when the caller may not write this task.
    error EscrowBuffer_NotModule(address caller, bytes32 task);
    /// @notice Thrown when a task has its module already.
    error EscrowBuffer_TaskTaken(bytes32 task);
    /// @notice Thrown when a maximum is to be set for what must always find a place.
    error EscrowBuffer_Unbounded(bytes32 task);
    /// @notice Thrown when more would wait than the task's maximum.
    error EscrowBuffer_Full(bytes32 task, uint256 level, uint256 sats, uint256 max);
    /// @notice Thrown when there is no such entry, or less waits than is to be filled.
    error EscrowBuffer_NoEntry(bytes32 task, uint256 stakerId, uint256 place);
    error EscrowBuffer_AmountZero();
    /// @notice Thrown when an amount, id or share does not fit an entry.
    error EscrowBuffer_TooLarge(uint256 value);
    error EscrowBuffer_AddressZero();

    // --- for modules, as they were named first ---

    /// @notice Puts a claim of the caller itself, without a request, at the end of the task's ledger. Only a module.
    function deposit(bytes32 taskTypeId, uint256 amount) external;

    /// @notice Fills the oldest claim of the task's ledger in whole. Only a module.
    function drain(bytes32 taskTypeId) external returns (uint256 amount);

    // --- for modules ---

    /// @notice Puts a request's claim at the end of the task's ledger. Only a module.
    /// @return place from 1, of that ledger
    function depositFor(bytes32 taskTypeId, address owner, uint256 reqId, uint256 amount)
        external
        returns (uint256 place);

    /// @notice The same for a share's claim, in the ledger of one staker.
    /// @param stakerId 0 for the task's own ledger
    function depositAt(bytes32 taskTypeId, uint256 stakerId, address owner, uint256 reqId, uint8 share, uint256 amount)
        external
        returns (uint256 place);

    /// @notice Raises what an entry waits for; it keeps its place. Only a module.
    function growAt(bytes32 taskTypeId, uint256 stakerId, uint256 place, uint256 amount) external;

    /// @notice Fills an entry, in whole or in part. Only a module.
    function fillAt(bytes32 taskTypeId, uint256 stakerId, uint256 place, uint256 amount) external;

    /// @notice Takes an entry out, unfilled. Only a module.
    function removeAt(bytes32 taskTypeId, uint256 stakerId, uint256 place) external;

    /// @notice Moves the front of a ledger over what was taken out, at most 50 gaps. Anyone.
    function skip(bytes32 taskTypeId, uint256 stakerId) external;

    // --- for the admin ---

    /// @notice Lets a module write a task, for good.
    function setModule(bytes32 taskTypeId, address module) external;

    /// @notice Sets most that may wait for a task; 0 for no maximum.
    function setBufferMax(bytes32 taskTypeId, uint256 amount) external;

    // --- views ---

    /// @return amount sum of all that waits for a task, over all its ledgers
    function bufferLevel(bytes32 taskTypeId) external view returns (uint256 amount);
    /// @return amount 2^256 − 1 when there is no maximum
    function bufferMax(bytes32 taskTypeId) external view returns (uint256 amount);
    /// @return whether so much more may wait
    function fits(bytes32 taskTypeId, uint256 amount) external view returns (bool);
    /// @return amount sum of what waits in one ledger
    function levelAt(bytes32 taskTypeId, uint256 stakerId) external view returns (uint256 amount);
    /// @return place of the oldest entry, 0 when nothing waits, or when more than 50 gaps stand before it: `skip` first
    /// @return reqId its request
    /// @return share its share
    /// @return amount what it waits for
    function firstAt(bytes32 taskTypeId, uint256 stakerId)
        external
        view
        returns (uint256 place, uint256 reqId, uint8 share, uint256 amount);
    /// @return owner 0 when it is gone
    function entryAt(bytes32 taskTypeId, uint256 stakerId, uint256 place)
        external
        view
        returns (address owner, uint256 reqId, uint8 share, uint256 amount);
    /// @return position from 1, counting gaps before it; 0 when it is gone
    function positionAt(bytes32 taskTypeId, uint256 stakerId, uint256 place) external view returns (uint256 position);
    function moduleOf(bytes32 taskTypeId) external view returns (address);
}
